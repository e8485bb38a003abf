//! What the wasm imports from its glue gets short names in both. wasm-bindgen names an import after its web interface
//! and 16 digits of a hash, which do not compress: some 2 KB (brotli) in each file.

/// The import section's id, WebAssembly core specification 5.5.5.
const IMPORTS: u8 = 2;

/// A module's magic number and version, which stand before the first section.
const HEADER: usize = 8;

/// Renames the imports of a module and the properties of the glue that provide them.
///
/// # Errors
/// If either file is not what wasm-bindgen writes.
pub fn shorten(glue: &str, wasm: &[u8]) -> Result<(String, Vec<u8>), String> {
    let mut names = Vec::new();
    let short = rename(wasm, &mut names).ok_or("the wasm's imports cannot be read")?;
    let mut glue = glue.to_owned();
    // Longer names first: none is then found inside another.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(names[*index].len()));
    for index in order {
        let (name, short) = (&names[index], short_name(index));
        let (long, short) = (format!(" {name}: function"), format!(" {short}: function"));
        if glue.matches(&long).count() != 1 {
            return Err(format!("the glue does not provide the import {name} exactly once"));
        }
        glue = glue.replace(&long, &short);
    }
    Ok((glue, short))
}

/// The short name of the import with that index; a letter stands first, so that it is an identifier.
fn short_name(index: usize) -> String {
    const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    let (first, rest) = (char::from(LETTERS[index % 26]), index / 26);
    if rest == 0 { first.to_string() } else { format!("{first}{}", rest - 1) }
}

/// The module with short names; the names it had, in order.
fn rename(wasm: &[u8], names: &mut Vec<String>) -> Option<Vec<u8>> {
    let mut output = wasm.get(..HEADER)?.to_vec();
    let mut input = Reader(wasm.get(HEADER..)?);
    while !input.0.is_empty() {
        let id = input.byte()?;
        let length = input.number()?;
        let section = input.bytes(length)?;
        let section = if id == IMPORTS { imports(section, names)? } else { section.to_vec() };
        output.push(id);
        write_number(&mut output, section.len());
        output.extend(section);
    }
    Some(output)
}

fn imports(section: &[u8], names: &mut Vec<String>) -> Option<Vec<u8>> {
    let mut input = Reader(section);
    let mut output = Vec::new();
    let count = input.number()?;
    write_number(&mut output, count);
    for _ in 0..count {
        let module = input.name()?;
        write_name(&mut output, module);
        let name = input.name()?;
        write_name(&mut output, short_name(names.len()).as_bytes());
        names.push(String::from_utf8(name.to_vec()).ok()?);
        // wasm-bindgen imports functions only; the other kinds would have another shape here.
        let function = input.byte().filter(|kind| *kind == 0)?;
        output.push(function);
        write_number(&mut output, input.number()?);
    }
    Some(output)
}

/// Reads the binary format: bytes and LEB128 numbers.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes(1).map(|bytes| bytes[0])
    }

    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            // A number has at most 32 bits here.
            if shift > 28 {
                return None;
            }
        }
    }

    fn name(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.bytes(length)
    }
}

fn write_number(output: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        output.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    output.push(number.to_le_bytes()[0]);
}

fn write_name(output: &mut Vec<u8>, name: &[u8]) {
    write_number(output, name.len());
    output.extend(name);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a type section, imports of functions of type 0, and a custom section.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut imports = vec![u8::try_from(names.len()).unwrap()];
        for name in names {
            write_name(&mut imports, b"./glue.js");
            write_name(&mut imports, name.as_bytes());
            imports.extend([0, 0]);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([1, 4, 1, 0x60, 0, 0]);
        module.push(IMPORTS);
        write_number(&mut module, imports.len());
        module.extend(imports);
        module.extend([0, 2, 1, b'x']);
        module
    }

    #[test]
    fn both_files_get_the_same_names() {
        let glue = "{ __wbg_set_12: function(a) {}, __wbg_set_123: function() {} }";
        let (glue, wasm) = shorten(glue, &module(&["__wbg_set_12", "__wbg_set_123"])).unwrap();
        assert_eq!(glue, "{ a: function(a) {}, b: function() {} }");
        assert_eq!(wasm, module(&["a", "b"]));
    }

    #[test]
    fn every_name_is_used_once() {
        let mut names: Vec<String> = (0..1000).map(short_name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 1000);
    }

    #[test]
    fn files_that_do_not_fit_are_an_error() {
        assert!(shorten("{}", &module(&["__wbg_set_12"])).is_err());
        assert!(shorten("{ a: function() {} }", b"\0asm\x01\0\0\0\x02\x05\x01").is_err());
        assert!(shorten("", b"").is_err());
    }
}
