//! A picture of black squares on white as PNG (RFC 2083), one bit per dot. Written here, because a canvas gives other
//! bytes in every browser.

/// Dots along the edge of a square; enough for a printer.
pub const SCALE: usize = 8;

/// The picture of `width` × `width` squares, each [`SCALE`] dots wide.
#[must_use]
pub fn png(width: usize, is_dark: &dyn Fn(usize, usize) -> bool) -> Vec<u8> {
    // A scale of eight makes every square one byte of a row.
    let mut row = vec![0];
    let mut rows = Vec::new();
    for y in 0..width {
        row.truncate(1);
        row.extend((0..width).map(|x| if is_dark(x, y) { 0 } else { 0xff }));
        for _ in 0..SCALE {
            rows.extend_from_slice(&row);
        }
    }
    let side = size(width * SCALE);
    let mut header = [side, side].concat();
    // One bit per dot, greyscale, and the only methods there are.
    header.extend_from_slice(&[1, 0, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"IDAT", &stored(&rows));
    chunk(&mut png, b"IEND", &[]);
    png
}

fn size(size: usize) -> [u8; 4] {
    u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes()
}

fn chunk(png: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    png.extend_from_slice(&size(data.len()));
    let start = png.len();
    png.extend_from_slice(name);
    png.extend_from_slice(data);
    let check = crc32(&png[start..]);
    png.extend_from_slice(&check.to_be_bytes());
}

/// A zlib stream (RFC 1950) of stored blocks (RFC 1951, 3.2.4): a compressor would weigh more than it saves.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend_from_slice(&length.to_le_bytes());
        stream.extend_from_slice(&(!length).to_le_bytes());
        stream.extend_from_slice(block);
    }
    stream.extend_from_slice(&adler32(data).to_be_bytes());
    stream
}

/// RFC 1950, section 8.
fn adler32(data: &[u8]) -> u32 {
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in data {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    high << 16 | low
}

/// RFC 2083, section 15, bit by bit.
fn crc32(data: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
    }
    !crc
}
