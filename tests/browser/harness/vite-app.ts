/** An app in development with Vite: what docs/lifecycle.md says to write, and a page that loads it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../drivers/free-port.ts';
import { codeIn } from './manual.ts';
import { emptyPage, root } from './server.ts';

export interface ViteApp {
  readonly url: string;
  /** Puts another text into the library's file, as somebody who works on the library does. */
  editLibrary(text: string): void;
  /** Adds a comment to the app's own file. */
  editApp(): void;
  close(): Promise<void>;
}

/** `library` is the text of megamixer.js to begin with. */
export async function startViteApp(library: string): Promise<ViteApp> {
  const { createServer } = await import('vite');
  const folder = join(root, `target/vite-app-${process.pid}`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const [code] = codeIn('lifecycle.md', 'While you develop', 'ts');
  const app = `import { createMixer } from 'megamixer';\n${code}globalThis.app = { context, mixer };\n`;
  write('megamixer.js', library);
  write('app.ts', app);
  write('index.html', `${emptyPage}<script type="module" src="/app.ts"></script>`);
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { megamixer: join(folder, 'megamixer.js') } },
    server: { port: await freePort() },
  });
  await server.listen();
  return {
    url: server.resolvedUrls!.local[0]!,
    editLibrary: (text) => write('megamixer.js', text),
    editApp: () => write('app.ts', `${app}// Edited.\n`),
    async close() {
      await server.close();
      remove();
    },
  };
}
