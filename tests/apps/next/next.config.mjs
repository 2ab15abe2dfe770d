/** @type {import('next').NextConfig} */
export default {
  async headers() {
    return [
      {
        source: '/isolated',
        headers: [
          { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
          { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
        ],
      },
    ];
  },
};
