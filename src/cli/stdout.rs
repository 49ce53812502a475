//! Standard output: a reader who has seen enough is no error.

use std::io::{self, Write};

use transcripta::batch::Failure;

use super::console::Console;
use super::exit::Exit;

/// Swallows what is written after the other end was closed (`... | head`).
pub(super) struct Pipe<W> {
    sink: W,
    closed: bool,
}

impl<W: Write> Pipe<W> {
    /// Over a sink.
    pub(super) fn new(sink: W) -> Self {
        Self { sink, closed: false }
    }

    fn unless_closed<T>(
        &mut self,
        instead: T,
        step: impl FnOnce(&mut W) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.closed {
            return Ok(instead);
        }
        match step(&mut self.sink) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(instead)
            }
            result => result,
        }
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |sink| sink.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), W::flush)
    }
}

/// Prints text that may be coloured; the colours go when it is no terminal or `NO_COLOR` is set.
pub(super) fn print(text: &str) -> Exit {
    let mut out = Pipe::new(anstream::AutoStream::auto(io::stdout()));
    finish(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints bytes as they are.
pub(super) fn print_raw(bytes: &[u8]) -> Exit {
    let mut out = Pipe::new(io::stdout());
    finish(out.write_all(bytes).and_then(|()| out.flush()))
}

fn finish(result: io::Result<()>) -> Exit {
    match result {
        Ok(()) => Exit::Done,
        Err(error) => {
            Console::default().failure(&"stdout", &Failure::Unwritable(error));
            Exit::SomeFailed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        let mut pipe = Pipe::new(Closed);
        assert!(pipe.write_all(b"bytes").is_ok());
        assert!(pipe.flush().is_ok());
    }
}
