//! Every operation beside that of `wide`, bit for bit, on values in every combination.

use super::{f32x4, f32x8, f64x2, i32x4};
use bytemuck::cast;

/// What is special of floats, and what is not.
const VALUES: [f32; 20] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.1,
    -2.5,
    3.0e38,
    -3.0e38,
    1.0e-38,
    1.0e-45,
    -1.0e-40,
    f32::MIN_POSITIVE,
    f32::INFINITY,
    f32::NEG_INFINITY,
    f32::NAN,
    0.5,
    8_388_609.0,
    1.0e10,
    -7.25,
    f32::EPSILON,
];

/// Four of them, from one on.
fn four(from: usize) -> [f32; 4] {
    core::array::from_fn(|lane| VALUES[(from + 7 * lane) % VALUES.len()])
}

fn each_pair(mut check: impl FnMut([f32; 4], [f32; 4])) {
    for a in 0..VALUES.len() {
        for b in VALUES {
            check(four(a), [b; 4]);
        }
    }
}

/// As bits, all that are not numbers being one: which of them comes out of a calculation is nobody's promise.
fn bits(lanes: [f32; 4]) -> [u32; 4] {
    lanes.map(|lane| if lane.is_nan() { f32::NAN.to_bits() } else { lane.to_bits() })
}

macro_rules! same_floats {
    ($($name:ident: |$a:ident, $b:ident| $result:expr;)*) => {$(
        #[test]
        fn $name() {
            each_pair(|a, b| {
                let ours = { let ($a, $b) = (f32x4::from(a), f32x4::from(b)); $result };
                let theirs = { let ($a, $b) = (wide::f32x4::from(a), wide::f32x4::from(b)); $result };
                assert_eq!(bits(ours.to_array()), bits(theirs.to_array()), "{a:?} {b:?}");
            });
        }
    )*};
}

same_floats! {
    sums: |a, b| a + b;
    differences: |a, b| a - b;
    products: |a, b| a * b;
    quotients: |a, b| a / b;
    negation: |a, _b| -a;
    sizes: |a, _b| a.abs();
    roots: |a, b| a.abs().sqrt() + b.sqrt();
    // Of two zeros `wide` itself takes one natively and another in WebAssembly: here both count as 0.
    larger_ones: |a, b| { let found = a.max(b); found & !found.simd_eq(found ^ found) };
    smaller_ones: |a, b| { let found = a.min(b); found & !found.simd_eq(found ^ found) };
    selection: |a, b| a.simd_gt(b).select(a, b);
}

macro_rules! same_masks {
    ($($name:ident: |$a:ident, $b:ident| $result:expr;)*) => {$(
        #[test]
        fn $name() {
            each_pair(|a, b| {
                let ours = { let ($a, $b) = (f32x4::from(a), f32x4::from(b)); $result };
                let theirs = { let ($a, $b) = (wide::f32x4::from(a), wide::f32x4::from(b)); $result };
                assert_eq!(cast::<_, [u32; 4]>(ours), cast::<_, [u32; 4]>(theirs), "{a:?} {b:?}");
                assert_eq!(ours.to_bitmask(), theirs.to_bitmask());
                assert_eq!([ours.any(), ours.all(), ours.none()], [theirs.any(), theirs.all(), theirs.none()]);
            });
        }
    )*};
}

same_masks! {
    equal: |a, b| a.simd_eq(b);
    larger: |a, b| a.simd_gt(b);
    no_smaller: |a, b| a.simd_ge(b);
    smaller: |a, b| a.simd_lt(b);
    no_larger: |a, b| a.simd_le(b);
    finite: |a, _b| a.is_finite();
    both: |a, b| a.simd_gt(b) & a.is_finite();
    either: |a, b| a.simd_gt(b) | b.is_finite();
    one_of_both: |a, b| a.simd_gt(b) ^ b.is_finite();
    neither: |a, b| !(a.simd_gt(b) | b.is_finite());
}

#[test]
fn eight_lanes_are_two_times_four() {
    each_pair(|a, b| {
        let ours: f32x8 = cast([f32x4::from(a), f32x4::from(b)]);
        let theirs: wide::f32x8 = cast([wide::f32x4::from(a), wide::f32x4::from(b)]);
        let ours = ours.simd_lt(f32x8::splat(0.3)).select(ours, -ours) + ours * ours;
        let theirs = theirs.simd_lt(wide::f32x8::splat(0.3)).select(theirs, -theirs) + theirs * theirs;
        let halves = |all: [[f32; 4]; 2]| all.map(bits);
        assert_eq!(halves(cast(ours)), halves(cast(theirs)));
        // Nor has anybody promised a sign to what is no number.
        if !b[3].is_nan() {
            assert_eq!(ours.to_bitmask() & 0x80, theirs.to_bitmask() & 0x80);
        }
    });
}

#[test]
fn columns_become_rows() {
    let rows = [four(0), four(1), four(2), four(3)];
    let ours = f32x4::transpose(rows.map(f32x4::from)).map(|row| bits(row.to_array()));
    let theirs = wide::f32x4::transpose(rows.map(wide::f32x4::from)).map(|row| bits(row.to_array()));
    assert_eq!(ours, theirs);
}

#[test]
fn whole_numbers_wrap_shift_and_compare_alike() {
    let values = [0, 1, -1, 127, i32::MAX, i32::MIN, 0x7f80_0000, -8_388_609];
    for a in values {
        for b in values {
            let (ours, with) = (i32x4::splat(a), i32x4::splat(b));
            let (theirs, their_with) = (wide::i32x4::splat(a), wide::i32x4::splat(b));
            let ours = [
                ours + with,
                ours - with,
                ours & with,
                ours | with,
                ours ^ with,
                ours.max(with),
                ours.min(with),
                ours.simd_gt(with),
                ours.simd_eq(with),
                ours << 23,
                ours >> 23,
                !ours,
                cast(ours.round_float()),
            ];
            let theirs = [
                theirs + their_with,
                theirs - their_with,
                theirs & their_with,
                theirs | their_with,
                theirs ^ their_with,
                theirs.max(their_with),
                theirs.min(their_with),
                theirs.simd_gt(their_with),
                theirs.simd_eq(their_with),
                theirs << 23,
                theirs >> 23,
                !theirs,
                cast(theirs.round_float()),
            ];
            assert_eq!(ours.map(i32x4::to_array), theirs.map(wide::i32x4::to_array), "{a} {b}");
        }
    }
}

#[test]
fn doubles_alike() {
    for a in VALUES.map(f64::from) {
        for b in VALUES.map(f64::from) {
            let ours = f64x2::new([a, b]);
            let theirs = wide::f64x2::new([a, b]);
            let ours = ours.abs().simd_gt(f64x2::splat(0.2)).select(ours * ours - ours, f64x2::ZERO) + ours;
            let theirs =
                theirs.abs().simd_gt(wide::f64x2::splat(0.2)).select(theirs * theirs - theirs, wide::f64x2::ZERO)
                    + theirs;
            let bits = |lanes: [f64; 2]| lanes.map(|lane| if lane.is_nan() { 0 } else { lane.to_bits() });
            assert_eq!(bits(ours.to_array()), bits(theirs.to_array()));
        }
    }
}
