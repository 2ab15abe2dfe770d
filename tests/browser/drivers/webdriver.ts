/** The few commands of W3C WebDriver that the suites need, over plain HTTP. */
export class WebDriverSession {
  private constructor(
    private readonly base: string,
    readonly capabilities: Record<string, unknown>,
  ) {}

  static async create(server: string, capabilities: object): Promise<WebDriverSession> {
    const { sessionId, capabilities: granted } = await command<{
      sessionId: string;
      capabilities: Record<string, unknown>;
    }>('POST', `${server}/session`, { capabilities: { alwaysMatch: capabilities } }, 30_000);
    return new WebDriverSession(`${server}/session/${sessionId}`, granted);
  }

  navigate(url: string): Promise<void> {
    return command('POST', `${this.base}/url`, { url }, 30_000);
  }

  setScriptTimeout(milliseconds: number): Promise<void> {
    return command('POST', `${this.base}/timeouts`, { script: milliseconds }, 5_000);
  }

  /** Runs a script that answers by calling its last argument. */
  executeAsync<T>(script: string, timeoutMs: number): Promise<T> {
    return command('POST', `${this.base}/execute/async`, { script, args: [] }, timeoutMs);
  }

  /** Moves the mouse there, presses its button, and lets go. */
  click(x: number, y: number): Promise<void> {
    const actions = [
      { type: 'pointerMove', duration: 0, x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    return command('POST', `${this.base}/actions`, { actions: [{ type: 'pointer', id: 'mouse', actions }] }, 10_000);
  }

  /** A PNG in base64. */
  screenshot(): Promise<string> {
    return command('GET', `${this.base}/screenshot`, undefined, 10_000);
  }

  delete(): Promise<void> {
    return command('DELETE', this.base, undefined, 5_000);
  }
}

async function command<T>(method: string, url: string, body: object | undefined, timeoutMs: number): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`WebDriver ${value.error}: ${value.message}`);
  return value;
}
