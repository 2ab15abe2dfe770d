/** A second build of the library, for pages that load two. */
export async function otherBuild(): Promise<string> {
  return '';
}
