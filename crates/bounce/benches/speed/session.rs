//! The session that is measured, here and in browsers.

use serde_json::{Value, json};

/// Everything on: equaliser, gate, compressor and four sends in each strip, effects and compressors on the buses, compressor and limiter on
/// the master.
pub fn full(seconds: f64) -> Value {
    let strips: Vec<Value> = (0..32)
        .map(|strip| {
            let sends: Vec<Value> = (0..4).map(|bus| json!({ "level": 0.1 + 0.05 * f64::from(bus) })).collect();
            json!({
                "gain": 0.2, "pan": f64::from(strip) / 16.0 - 1.0, "sends": sends,
                "eq": {
                    "highpass": { "on": true }, "lowpass": { "on": true },
                    "band1": { "gain": 3 }, "band2": { "gain": -4 }, "band3": { "gain": 3 }, "band4": { "gain": 4 },
                },
                "gate": { "on": true, "threshold": -50 },
                "compressor": { "on": true, "threshold": -30 },
            })
        })
        .collect();
    let effects = [
        json!({ "type": "reverb" }),
        json!({ "type": "delay" }),
        json!({ "type": "reverb" }),
        json!({ "type": "delay" }),
    ];
    let buses = effects
        .map(|effect| json!({ "effect": effect, "compressor": { "on": true }, "eq": { "band2": { "gain": 2 } } }));
    let sources: Vec<Value> = (0..32)
        .map(|strip| json!({ "buffer": "noise", "strip": strip, "loop": true, "offset": f64::from(strip) * 0.1 }))
        .collect();
    json!({
        "version": 1, "length": seconds, "sources": sources,
        "snapshot": {
            "version": 1, "strips": strips, "buses": buses,
            "master": { "eq": { "band1": { "gain": 1 } }, "compressor": { "on": true }, "limiter": { "on": true, "ceiling": -16 } },
        },
    })
}
