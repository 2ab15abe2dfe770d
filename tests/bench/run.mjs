/** `make bench`. */
import 'tsx';

await import('./main.ts');
await import('./kernels.ts');
