//! Reads a QR code back (ISO/IEC 18004), so that what is shown is what was meant. It shares nothing with the crate that
//! draws, mends nothing, and takes a single byte segment only.

/// The largest version that is read; 800 bytes with error correction L fit into it.
pub const LARGEST_VERSION: u8 = 20;

const VERSIONS: usize = LARGEST_VERSION as usize;

/// Codewords for error correction in each block, by level (L, M, Q, H) and version (table 9).
const CORRECTION: [[usize; VERSIONS]; 4] = [
    [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28],
    [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
    [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30],
    [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28],
];

/// Blocks, by level and version (table 9).
const BLOCKS: [[usize; VERSIONS]; 4] = [
    [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8],
    [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
    [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20],
    [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25],
];

/// Distance between the centres of alignment patterns, from the last one back, by version (annex E); 1 has none.
const ALIGNMENT: [usize; VERSIONS] =
    [0, 12, 16, 20, 24, 28, 16, 18, 20, 22, 24, 26, 28, 20, 22, 24, 24, 26, 28, 28];

/// The bytes in a code, given row by row; `None` if anything in it is not as it should be.
pub fn read(size: usize, modules: &[bool]) -> Option<Vec<u8>> {
    let version = size.checked_sub(17).filter(|rest| rest % 4 == 0)? / 4;
    if !(1..=VERSIONS).contains(&version) || modules.len() != size * size {
        return None;
    }
    let dark = |x: usize, y: usize| modules[y * size + x];
    let (level, mask) = format(size, &dark)?;
    let codewords = codewords(size, version, mask, &dark);
    let data = blocks(&codewords, CORRECTION[level][version - 1], BLOCKS[level][version - 1])?;
    bytes(&data, version)
}

/// Level, as an index, and mask (section 7.9): the same fifteen bits stand in two places.
fn format(size: usize, dark: &dyn Fn(usize, usize) -> bool) -> Option<(usize, u32)> {
    let (mut first, mut second) = (0_u32, 0_u32);
    for bit in 0..15 {
        // Past the timing pattern, which crosses at 6.
        let near = if bit < 6 { bit } else { bit + 1 };
        let one = if bit < 8 { dark(8, near) } else { dark(if bit == 8 { 7 } else { 14 - bit }, 8) };
        let other = if bit < 8 { dark(size - 1 - bit, 8) } else { dark(8, size + bit - 15) };
        first |= u32::from(one) << bit;
        second |= u32::from(other) << bit;
    }
    let format = first ^ 0b101_0100_0001_0010;
    let mut rest = format;
    for bit in (10..15).rev() {
        if rest >> bit & 1 == 1 {
            rest ^= 0b101_0011_0111 << (bit - 10);
        }
    }
    let level = [1, 0, 3, 2][(format >> 13) as usize];
    (first == second && rest == 0).then_some((level, format >> 10 & 7))
}

/// All codewords in the order in which they were placed (section 7.7.3), the mask taken off.
fn codewords(size: usize, version: usize, mask: u32, dark: &dyn Fn(usize, usize) -> bool) -> Vec<u8> {
    let (mut codewords, mut codeword, mut bits) = (Vec::new(), 0_u8, 0);
    let mut right = size - 1;
    let mut upwards = true;
    loop {
        for step in 0..size {
            let y = if upwards { size - 1 - step } else { step };
            for x in [right, right - 1] {
                if is_function(x, y, size, version) {
                    continue;
                }
                codeword = codeword << 1 | u8::from(dark(x, y) != is_masked(mask, x, y));
                bits += 1;
                if bits % 8 == 0 {
                    codewords.push(codeword);
                }
            }
        }
        upwards = !upwards;
        right = match right {
            8 => 5,
            1 => return codewords,
            _ => right - 2,
        };
    }
}

/// Whether a module holds no data.
fn is_function(x: usize, y: usize, size: usize, version: usize) -> bool {
    let far = size - 8;
    let finder = y < 9 && (x < 9 || x >= far) || x < 9 && y >= far;
    let timing = x == 6 || y == 6;
    let number = version >= 7 && (x < 6 && y >= size - 11 || y < 6 && x >= size - 11);
    finder || timing || number || is_alignment(x, y, size, ALIGNMENT[version - 1])
}

fn is_alignment(x: usize, y: usize, size: usize, step: usize) -> bool {
    if step == 0 {
        return false;
    }
    let last = size - 7;
    let is_centre = |at: usize| at == 6 || at > 6 && at <= last && (last - at).is_multiple_of(step);
    let centre = |at: usize| (at.saturating_sub(2)..=at + 2).find(|at| is_centre(*at));
    match (centre(x), centre(y)) {
        // The finder patterns take three corners.
        (Some(6), Some(y)) => y != 6 && y != last,
        (Some(x), Some(6)) => x != last,
        (centre_x, centre_y) => centre_x.is_some() && centre_y.is_some(),
    }
}

/// The masks of table 10.
const fn is_masked(mask: u32, x: usize, y: usize) -> bool {
    let rest = match mask {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => (x / 3 + y / 2) % 2,
        5 => x * y % 2 + x * y % 3,
        6 => (x * y % 2 + x * y % 3) % 2,
        _ => ((x + y) % 2 + x * y % 3) % 2,
    };
    rest == 0
}

/// The data of all blocks, one after the other (section 7.6), if no block has an error.
fn blocks(codewords: &[u8], correction: usize, count: usize) -> Option<Vec<u8>> {
    let total = codewords.len().checked_sub(correction * count)?;
    // The last blocks are longer by one.
    let (short, long_from) = (total / count, count - total % count);
    let mut data = Vec::new();
    for block in 0..count {
        let length = short + usize::from(block >= long_from);
        let start = data.len();
        for at in 0..length {
            let skipped = if at == short { long_from } else { 0 };
            data.push(codewords[at * count + block - skipped]);
        }
        let mut whole = data[start..].to_vec();
        for at in 0..correction {
            whole.push(codewords[total + at * count + block]);
        }
        if !is_whole(&whole, correction) {
            return None;
        }
    }
    Some(data)
}

/// Whether a block is a multiple of the generator polynomial (annex A): each of its roots is a root of the block.
fn is_whole(block: &[u8], correction: usize) -> bool {
    let mut root = 1;
    for _ in 0..correction {
        let value = block.iter().fold(0, |value, codeword| product(value, root) ^ codeword);
        if value != 0 {
            return false;
        }
        root = product(root, 2);
    }
    true
}

/// Product in the field of 256 elements with the polynomial of section 7.5.2.
const fn product(left: u8, right: u8) -> u8 {
    let (mut left, mut right, mut product) = (left, right, 0);
    while right != 0 {
        if right & 1 == 1 {
            product ^= left;
        }
        let overflows = left >= 128;
        left <<= 1;
        if overflows {
            left ^= 0x1d;
        }
        right >>= 1;
    }
    product
}

/// The bytes of the only segment (section 7.4.5).
fn bytes(data: &[u8], version: usize) -> Option<Vec<u8>> {
    let mut nibbles = data.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let mut number = |digits: usize| -> Option<usize> {
        let mut number = 0;
        for _ in 0..digits {
            number = number << 4 | usize::from(nibbles.next()?);
        }
        Some(number)
    };
    if number(1)? != 0b0100 {
        return None;
    }
    let count = number(if version < 10 { 2 } else { 4 })?;
    let mut bytes = Vec::new();
    for _ in 0..count {
        bytes.push(u8::try_from(number(2)?).ok()?);
    }
    // The terminator, unless the code is full.
    (number(1).unwrap_or_default() == 0).then_some(bytes)
}
