//! Objects into the bytes of a file: all but streams go into object streams (ISO 32000-1, 7.5.7),
//! what can be deflated is, on two threads when there is much of it. The same objects give the
//! same bytes on one thread or two.

mod object;

use std::io::Write as _;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::error::Error;
use crate::parallel;

/// Level 6 is within half a percent of the smallest, at two thirds of the time.
const LEVEL: u32 = 6;

/// How many objects share a stream: enough to be small, few enough to be found soon.
const SHARED: usize = 400;

/// Where an object is, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// Nowhere.
    Free,
    /// At this place in the file.
    At(usize),
    /// In this object stream, at this place in its list.
    Within(u32, u16),
}

/// The bytes of the file.
pub(super) fn save(document: Document) -> Result<Vec<u8>, Error> {
    let Document { objects, trailer, version, max_id, .. } = document;
    let (streams, others): (Vec<_>, Vec<_>) =
        objects.into_iter().partition(|(_, object)| matches!(object, Object::Stream(_)));
    let first_shared = max_id + 1;
    let mut entries = vec![Entry::Free; first_shared as usize];
    let mut numbered: Vec<(u32, Stream)> = Vec::with_capacity(streams.len() + 1);
    for ((number, _), object) in streams {
        if let Object::Stream(stream) = object {
            numbered.push((number, stream));
        }
    }
    // Objects go as they are written: a long document has a hundred thousand.
    let mut others = others.into_iter();
    for number in first_shared.. {
        let chunk: Vec<_> = others.by_ref().take(SHARED).collect();
        if chunk.is_empty() {
            break;
        }
        for (place, ((id, _), _)) in (0..).zip(&chunk) {
            entries[*id as usize] = Entry::Within(number, place);
        }
        entries.push(Entry::Free);
        numbered.push((number, shared(&chunk)));
    }
    let all: Vec<&Stream> = numbered.iter().map(|(_, stream)| stream).collect();
    let deflated = deflate_all(&all)?;
    let mut bytes = format!("%PDF-{version}\n%\u{FB}\u{FC}\u{FD}\u{FE}\n").into_bytes();
    for ((number, mut stream), deflated) in numbered.into_iter().zip(deflated) {
        if let Some(content) = deflated {
            set_deflated(&mut stream, content);
        }
        entries[number as usize] = Entry::At(bytes.len());
        put(&mut bytes, number, stream);
    }
    let start = bytes.len();
    let number = entries.len() as u32;
    entries.push(Entry::At(start));
    put(&mut bytes, number, cross_references(&entries, &trailer)?);
    write!(bytes, "startxref\n{start}\n%%EOF\n")?;
    Ok(bytes)
}

/// Deflates the contents of streams, in their place.
pub(super) fn deflate(streams: &mut [Stream]) -> Result<(), Error> {
    let all: Vec<&Stream> = streams.iter().collect();
    let deflated = deflate_all(&all)?;
    for (stream, content) in streams.iter_mut().zip(deflated) {
        if let Some(content) = content {
            set_deflated(stream, content);
        }
    }
    Ok(())
}

fn set_deflated(stream: &mut Stream, content: Vec<u8>) {
    stream.dict.set("Filter", "FlateDecode");
    stream.content = content;
}

fn put(bytes: &mut Vec<u8>, number: u32, mut stream: Stream) {
    stream.dict.set("Length", stream.content.len() as i64);
    bytes.extend(format!("{number} 0 obj\n").into_bytes());
    object::dictionary(&stream.dict, bytes);
    bytes.extend(b"\nstream\n");
    bytes.extend(&stream.content);
    bytes.extend(b"\nendstream\nendobj\n");
}

/// Objects in one stream: their numbers and places, then themselves.
fn shared(objects: &[((u32, u16), Object)]) -> Stream {
    let mut head = String::new();
    let mut body = Vec::new();
    for ((number, _), object) in objects {
        head.push_str(&format!("{number} {} ", body.len()));
        object::object(object, &mut body);
        body.push(b'\n');
    }
    let first = head.len() as i64;
    let mut content = head.into_bytes();
    content.append(&mut body);
    let dict = dictionary! { "Type" => "ObjStm", "N" => objects.len() as i64, "First" => first };
    Stream::new(dict, content)
}

/// The contents deflated; `None` for what is to stay as it is.
fn deflate_all(streams: &[&Stream]) -> Result<Vec<Option<Vec<u8>>>, Error> {
    let wanted = |stream: &Stream| !stream.dict.has(b"Filter") && stream.allows_compression;
    let mut order: Vec<usize> = (0..streams.len()).filter(|&n| wanted(streams[n])).collect();
    let length = |n: usize| streams[n].content.len();
    let much = order.iter().map(|&n| length(n)).sum::<usize>() >= parallel::WORTH_IT;
    // The long ones first and dealt out in turn, so that neither thread waits for the other.
    order.sort_by_key(|&n| std::cmp::Reverse(length(n)));
    let hand = |from: usize| {
        let mut compress = Compress::new(Compression::new(LEVEL), true);
        let own = order.iter().skip(from).step_by(2);
        own.map(|&n| Ok((n, deflated(&mut compress, &streams[n].content)?))).collect()
    };
    let (one, other): (Result<Vec<_>, Error>, Result<Vec<_>, Error>) =
        parallel::join(much, || hand(0), || hand(1));
    let mut deflated = vec![None; streams.len()];
    for (n, content) in one?.into_iter().chain(other?) {
        deflated[n] = Some(content);
    }
    Ok(deflated)
}

fn deflated(compress: &mut Compress, content: &[u8]) -> Result<Vec<u8>, Error> {
    compress.reset();
    let mut out = Vec::with_capacity(content.len() / 2 + 64);
    loop {
        let read = compress.total_in() as usize;
        let rest = content.get(read..).unwrap_or_default();
        let status = compress.compress_vec(rest, &mut out, FlushCompress::Finish);
        if status.map_err(std::io::Error::from)? == Status::StreamEnd {
            return Ok(out);
        }
        out.reserve(out.capacity().max(64));
    }
}

/// The table of all objects (7.5.8), each row as its difference to the one above.
fn cross_references(entries: &[Entry], trailer: &Dictionary) -> Result<Stream, Error> {
    const COLUMNS: usize = 7;
    let mut content = Vec::with_capacity(entries.len() * (COLUMNS + 1));
    let mut above = [0_u8; COLUMNS];
    for entry in entries {
        let (kind, place, within) = match *entry {
            Entry::Free => (0, 0, u16::MAX),
            Entry::At(place) => (1, place as u32, 0),
            Entry::Within(stream, place) => (2, stream, place),
        };
        let mut row = [kind, 0, 0, 0, 0, 0, 0];
        row[1..5].copy_from_slice(&place.to_be_bytes());
        row[5..].copy_from_slice(&within.to_be_bytes());
        content.push(2);
        content.extend(row.iter().zip(above).map(|(now, above)| now.wrapping_sub(above)));
        above = row;
    }
    let columns = COLUMNS as i64;
    let mut dict = dictionary! {
        "Type" => "XRef",
        "Size" => entries.len() as i64,
        "W" => vec![1.into(), 4.into(), 2.into()],
        "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => columns },
    };
    for key in [b"Root".as_slice(), b"Info", b"ID"] {
        if let Ok(value) = trailer.get(key) {
            dict.set(key, value.clone());
        }
    }
    let mut compress = Compress::new(Compression::new(LEVEL), true);
    dict.set("Filter", "FlateDecode");
    Ok(Stream::new(dict, deflated(&mut compress, &content)?))
}
