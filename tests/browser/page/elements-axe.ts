/** What axe-core finds in the page, whoever has filled it. */
import axe from 'axe-core';

export async function violations(): Promise<string[]> {
  const { violations, passes } = await axe.run(document, {
    resultTypes: ['violations', 'passes'],
    // The page of tests is not a page of its own: it has no landmarks, heading or title to speak of.
    rules: {
      region: { enabled: false },
      'landmark-one-main': { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  });
  if (!passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe-core looked at no text');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}
