//! The head of a WAV file.

use super::encoder::SampleFormat;
use crate::line::Failure;

/// The head of a stereo WAV file of so many frames, which follow it as [`Encoder`](super::Encoder) writes them.
///
/// # Errors
///
/// A WAV file holds at most 4 GB, since it counts its bytes in 32 bits.
pub fn wav_header(format: SampleFormat, sample_rate: u32, frames: u64) -> Result<Vec<u8>, Failure> {
    let sample_format =
        if format == SampleFormat::Float32 { hound::SampleFormat::Float } else { hound::SampleFormat::Int };
    let spec = hound::WavSpec { channels: 2, sample_rate, bits_per_sample: format.bits(), sample_format };
    let mut header = spec.into_header_for_infinite_file();
    let data = u32::try_from(frames.saturating_mul(format.frame_bytes() as u64)).ok();
    let sizes = data.and_then(|data| Some((data.checked_add(header.len() as u32 - 8)?, data)));
    let Some((riff, data)) = sizes else {
        let hours = 4_294_967_295.0 / (format.frame_bytes() as f64 * f64::from(sample_rate)) / 3_600.0;
        return Err(format!(
            "a WAV file holds at most 4 GB, which are {hours:.1} hours of {} bit at {sample_rate} Hz: take a shorter range or fewer bits",
            format.bits()
        )
        .into());
    };
    let end = header.len();
    header[4..8].copy_from_slice(&riff.to_le_bytes());
    header[end - 4..].copy_from_slice(&data.to_le_bytes());
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finish::Encoder;
    use std::io::Cursor;

    #[test]
    fn a_reader_that_we_did_not_write_reads_it() {
        for (format, bits) in [(SampleFormat::Int16, 16), (SampleFormat::Int24, 24), (SampleFormat::Float32, 32)] {
            let mut file = wav_header(format, 44_100, 3).expect("a short file");
            Encoder::new(format).encode([&[0.5, 0.0, -0.25], &[0.0, 0.125, 1.0]], &mut file);
            let length = file.len();
            let mut reader = hound::WavReader::new(Cursor::new(file)).expect("a WAV file");
            let spec = reader.spec();
            assert_eq!((spec.channels, spec.sample_rate, spec.bits_per_sample), (2, 44_100, bits));
            assert_eq!((reader.duration(), length as u64 % 2), (3, 0));
            let full_scale = f64::from(1_u32 << (bits - 1));
            let samples: Vec<f64> = match format {
                SampleFormat::Float32 => reader.samples::<f32>().map(|sample| f64::from(sample.unwrap())).collect(),
                _ => reader.samples::<i32>().map(|sample| f64::from(sample.unwrap()) / full_scale).collect(),
            };
            for (found, wanted) in samples.iter().zip([0.5, 0.0, 0.0, 0.125, -0.25, 1.0]) {
                assert!((found - wanted).abs() < 2.0 / full_scale, "{format:?}: {found} for {wanted}");
            }
            assert_eq!(samples.len(), 6);
        }
    }

    #[test]
    fn too_long_a_file_is_refused_in_words() {
        let error = wav_header(SampleFormat::Float32, 48_000, 48_000 * 3_600 * 4).unwrap_err().to_string();
        assert!(error.contains("4 GB") && error.contains("3.1 hours"), "{error}");
    }
}
