/** `make bench`. */
import 'tsx';

await import('./main.ts');
