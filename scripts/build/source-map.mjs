/**
 * Source maps of WebAssembly: one line, whose columns are bytes of the file.
 * Source: ECMA-426, "Source map format specification", "Mappings".
 */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CONTINUES = 32;

function encode(value) {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = '';
  for (;;) {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    if (rest === 0) return text + DIGITS[digit];
    text += DIGITS[digit + CONTINUES];
  }
}

function decode(text) {
  const values = [];
  let value = 0;
  let scale = 1;
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    value += (digit % CONTINUES) * scale;
    if (digit >= CONTINUES) {
      scale *= 32;
    } else {
      values.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
      value = 0;
      scale = 1;
    }
  }
  return values;
}

/**
 * A place in a source, lines and columns from 0, and the byte from which on it is where the code comes from; without
 * a line, nobody knows.
 *
 * @typedef {{ byte: number, source?: number, line?: number, column?: number }} Mapping
 */

/** @param {readonly Mapping[]} mappings ascending */
export function encodeMappings(mappings) {
  const before = { byte: 0, source: 0, line: 0, column: 0 };
  const difference = (mapping, field) => {
    const value = (mapping[field] ?? 0) - before[field];
    before[field] = mapping[field] ?? 0;
    return encode(value);
  };
  return mappings
    .map((mapping) =>
      (mapping.line === undefined ? ['byte'] : ['byte', 'source', 'line', 'column'])
        .map((field) => difference(mapping, field))
        .join(''),
    )
    .join(',');
}

/** @returns {Mapping[]} */
export function decodeMappings(text) {
  const at = { byte: 0, source: 0, line: 0, column: 0 };
  return text.split(',').map((segment) => {
    const [byte = 0, source, line = 0, column = 0] = decode(segment);
    at.byte += byte;
    if (source === undefined) return { byte: at.byte };
    at.source += source;
    at.line += line;
    at.column += column;
    return { ...at };
  });
}
