import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import {
  type Driver,
  EngineMissing,
  envelope,
  evaluationTimeoutMs,
  type LaunchOptions,
  opened,
  type Page,
  within,
} from './driver.ts';
import { findProgram } from './find.ts';
import { freePort } from './free-port.ts';
import { WebDriverSession } from './webdriver.ts';
import { startXvfb } from './xvfb.ts';

const browserArgs = (blockAutoplay: boolean) => [
  '--automation',
  `--autoplay-policy=${blockAutoplay ? 'deny' : 'allow'}`,
];

export function webkitPrograms(): { program: string; browser: string; xvfb: string } {
  const program = findProgram(process.env.MEGAMIXER_WEBKIT_DRIVER, 'WebKitWebDriver');
  const browser = findProgram(process.env.MEGAMIXER_MINIBROWSER, ...miniBrowsers());
  const xvfb = findProgram('Xvfb');
  if (program && browser && xvfb) return { program, browser, xvfb };
  throw new EngineMissing('WebKitGTK not found: apt-get install webkit2gtk-driver xvfb');
}

/** WebKitGTK's MiniBrowser through WebKitWebDriver, on a virtual display. One window: opening a page leaves the one before. */
export class WebKitDriver implements Driver {
  readonly engine = 'webkit';
  readonly version: string;

  private constructor(
    private readonly session: WebDriverSession,
    private readonly processes: readonly ChildProcess[],
  ) {
    this.version = `WebKitGTK/${session.capabilities.browserVersion}`;
  }

  static async launch({ blockAutoplay = false }: LaunchOptions = {}): Promise<WebKitDriver> {
    const { program, browser, xvfb } = webkitPrograms();
    const display = await startXvfb(xvfb);
    const port = await freePort();
    const driver = spawn(program, [`--port=${port}`], {
      stdio: 'ignore',
      // SharedArrayBuffer is behind this option of JavaScriptCore in WebKitGTK.
      env: { ...process.env, DISPLAY: display.name, JSC_useSharedArrayBuffer: '1' },
    });
    const processes = [driver, display.process];
    try {
      const session = await whenListening(() =>
        WebDriverSession.create(`http://127.0.0.1:${port}`, {
          'webkitgtk:browserOptions': { binary: browser, args: browserArgs(blockAutoplay) },
        }),
      );
      return new WebKitDriver(session, processes);
    } catch (error) {
      for (const child of processes) child.kill('SIGKILL');
      throw error;
    }
  }

  async open(url: string): Promise<Page> {
    await this.session.navigate(url);
    return new WebKitPage(this.session);
  }

  async close(): Promise<void> {
    await this.session.delete().catch(() => {});
    for (const child of this.processes) child.kill('SIGTERM');
  }
}

class WebKitPage implements Page {
  constructor(private readonly session: WebDriverSession) {}

  async evaluate<T>(expression: string, { timeoutMs = evaluationTimeoutMs } = {}): Promise<T> {
    await this.session.setScriptTimeout(timeoutMs);
    const script = `const done = arguments[arguments.length - 1]; ${envelope(expression)}.then(done);`;
    return opened<T>(await this.session.executeAsync<string>(script, timeoutMs + 2_000));
  }

  click(x: number, y: number): Promise<void> {
    return this.session.click(x, y);
  }

  /** WebDriver has no log of the console: the harness page keeps one. */
  errors(): Promise<readonly string[]> {
    return this.evaluate<readonly string[]>('globalThis.pageErrors ?? []');
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from(await this.session.screenshot(), 'base64');
  }

  async close(): Promise<void> {
    await within(this.session.navigate('about:blank'), 5_000, 'leaving the page').catch(() => {});
  }
}

/** Distributions put it below lib, lib/<machine> or libexec. */
function miniBrowsers(): string[] {
  const machines = readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu'));
  const folders = ['/usr/libexec', '/usr/lib', ...machines.map((machine) => `/usr/lib/${machine}`)];
  return folders.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`);
}

async function whenListening<T>(connect: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await connect();
    } catch (error) {
      if (attempt === 50 || !(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
