//! GIF: blocks, up to the end of the first image. The service takes no GIF, so the first image is converted, and what
//! else the file holds stays behind; only whether that image is whole is asked here.

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
    /// A byte that says which kind of block it is, and the one behind it.
    Block,
    /// The bytes of an image's head behind these two.
    Image,
    /// The length of a block of data.
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
                // A byte with the size of codes comes before the data.
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

/// Bytes of a table of colours, by the flags of the head before it.
fn colors(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
