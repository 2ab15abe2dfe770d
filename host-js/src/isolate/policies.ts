/** The headers that isolate a page, by the value of `data-policy`: see docs/isolation.md for who understands which. */
export const policies = {
  'require-corp': {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  },
  credentialless: {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'credentialless',
  },
  document: {
    'Document-Isolation-Policy': 'isolate-and-credentialless',
  },
} as const satisfies Record<string, Record<string, string>>;

export type Policy = keyof typeof policies;

export const isPolicy = (name: string | null): name is Policy => name !== null && Object.hasOwn(policies, name);
