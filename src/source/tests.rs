//! Of the whole way from bytes to text and back.

use super::{DecodeError, DecodeOptions, Source};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

mod encodings;
mod errors;
mod properties;
mod spans;

fn options(encoding: &str, lossy: bool) -> DecodeOptions {
    DecodeOptions { encoding: (!encoding.is_empty()).then(|| encoding.to_owned()), lossy }
}

fn decode_with(
    bytes: &[u8],
    options: &DecodeOptions,
) -> Result<(Source<'static>, Vec<Diagnostic>), DecodeError> {
    let mut diagnostics = Diagnostics::default();
    let source = Source::decode("talk.txt", bytes, options, &mut diagnostics)?;
    Ok((source.into_owned(), diagnostics.into_iter().collect()))
}

/// Must succeed.
fn decode(bytes: &[u8]) -> (Source<'static>, Vec<Diagnostic>) {
    decode_with(bytes, &DecodeOptions::default()).unwrap()
}

/// Must fail.
fn refuse(bytes: &[u8]) -> DecodeError {
    decode_with(bytes, &DecodeOptions::default()).unwrap_err()
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<Code> {
    diagnostics.iter().map(|d| d.code).collect()
}

fn encode(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable, "{text}");
    bytes.into_owned()
}

fn utf16le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf16be(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn utf32le(text: &str) -> Vec<u8> {
    text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()
}

fn utf32be(text: &str) -> Vec<u8> {
    text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()
}

const CHINESE: &str = "主持人：李局长好！欢迎您参加今天的访谈。\n李局长：主持人好，各位网友大家好。\n\
    主持人：请您谈一谈去年的工作。\n李局长：去年我们做了三件事，一是修路，二是建学校，三是种树。\n";
const TRADITIONAL: &str = "問：請問您是什麼時候來到香港的？\n答：我是一九六二年來的，當時只有十二歲。\n\
    問：那時候的生活怎麼樣？\n答：很辛苦，但是大家都很努力工作。\n";
const JAPANESE: &str = "聞き手：今日はお忙しいところありがとうございます。\n石田：こちらこそ、よろしくお願いします。\n\
    聞き手：最初の仕事について教えてください。\n";
const KOREAN: &str = "기자: 안녕하세요, 오늘 나와 주셔서 감사합니다.\n교수: 네, 반갑습니다. 초대해 주셔서 고맙습니다.\n\
    기자: 언제부터 연구를 시작하셨나요?\n";
const GERMAN: &str = "Frage: Schönen guten Tag, Herr Müller. Können Sie uns erzählen, wie es anfing?\n\
    Müller: Natürlich. Ich wuchs in Köln auf, in einer großen Familie.\n";
const RUSSIAN: &str = "Ведущий: Добрый день, Иван Петрович. Расскажите, как всё начиналось?\n\
    Петрович: Здравствуйте. Мы начали работать в деревне, после войны.\n";
