import { startServer } from './server.mjs';

const server = await startServer({
  port: Number(process.env.PORT ?? 8080),
  isolated: !process.argv.includes('--not-isolated'),
  respond: ({ pathname }) =>
    pathname === '/'
      ? {
          type: 'text/html',
          body: '<!doctype html><meta http-equiv="refresh" content="0; url=/examples/console/">',
        }
      : undefined,
});
console.log(`
The console:  ${server.url('/examples/console/')}
30 lines:     ${server.url('/examples/hello/')}
In React:     ${server.url('/examples/react/')}
Ctrl-C stops the server.`);
