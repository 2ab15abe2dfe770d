'use client';

import { useEffect, useRef } from 'react';
// Evaluated on the server too.
import { mount } from '../app.js';

export function Console() {
  const place = useRef(null);
  useEffect(() => mount(place.current), []);
  return <main ref={place}>Made on the server</main>;
}
