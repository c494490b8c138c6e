//! GIF: blocks up to the end of the first image. The service does not accept GIF, so the first image is converted and
//! the rest of the file is dropped. This module only checks that the first image is complete.

use super::plan::Plan;
use super::{Format, Next};

#[derive(Default)]
pub struct Gif {
    state: State,
    is_image: bool,
}

#[derive(Default)]
enum State {
    #[default]
    Header,
    /// The byte with the type of a block, and the byte after it.
    Block,
    /// The rest of an image descriptor, after these two bytes.
    Image,
    /// The length of a data sub-block.
    Data,
}

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;

impl Format for Gif {
    fn read(&mut self, _: u64, bytes: &[u8], _: &mut Plan) -> Next {
        match self.state {
            State::Header => self.block_after(colors(bytes[10])),
            State::Block => match bytes[0] {
                EXTENSION => self.data_after(0),
                IMAGE => {
                    self.state = State::Image;
                    Next::read(8)
                }
                _ => Next::Broken,
            },
            State::Image => {
                self.is_image = true;
                // The minimum code size, one byte, precedes the data.
                self.data_after(colors(bytes[7]) + 1)
            }
            State::Data if bytes[0] == 0 && self.is_image => Next::End { after: 0 },
            State::Data if bytes[0] == 0 => self.block_after(0),
            State::Data => self.data_after(u64::from(bytes[0])),
        }
    }

    fn finish(&mut self, _: u64, _: &mut Plan) -> bool {
        false
    }
}

impl Gif {
    fn block_after(&mut self, skip: u64) -> Next {
        self.state = State::Block;
        Next::Read { skip, length: 2 }
    }

    fn data_after(&mut self, skip: u64) -> Next {
        self.state = State::Data;
        Next::Read { skip, length: 1 }
    }
}

/// Returns the length in bytes of a colour table, from the flags of the header before it.
fn colors(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
