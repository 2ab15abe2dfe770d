/** Has `use` load a script that no server has, from an address that is good for as long as that takes. */
export async function withBlobScript<T>(script: string, use: (url: string) => Promise<T>): Promise<T> {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  try {
    return await use(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
