/**
 * The anchor that GitHub makes of a heading, and our own site.
 *
 * @param {string} heading as it is written
 */
export const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
