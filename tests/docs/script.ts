import { transform } from 'esbuild';
import type { Block } from './blocks.ts';

/** A block as the page takes it: JavaScript for the body of a function. */
export interface Script {
  readonly id: string;
  readonly code: string;
}

/** Without types, and with what it imports taken from the stage that it runs on. */
export async function scriptOf({ id, language, code }: Block): Promise<Script> {
  if (language === 'json') return { id, code: `const text = ${JSON.stringify(code)};` };
  const loader = language === 'tsx' ? 'tsx' : 'ts';
  const { code: javaScript } = await transform(withoutImports(code), { loader, target: 'es2022', jsx: 'automatic' });
  return { id, code: javaScript };
}

/** Imports belong at the top of modules; the body of a function asks for the same. */
function withoutImports(code: string): string {
  return code
    .replace(/^import type .*$/gm, '')
    .replace(/^import \{([^}]*)\} from ('[^']+');$/gm, (_, names: string, from: string) => {
      const values = names.split(',').filter((name) => name.trim() !== '' && !name.trim().startsWith('type '));
      return `const {${values.join(',').replaceAll(' as ', ': ')}} = await load(${from});`;
    })
    .replace(/^import ('[^']+');$/gm, 'await load($1);');
}
