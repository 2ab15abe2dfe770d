import { Console } from '../console.jsx';

export default function Page() {
  return <Console />;
}
