import { mount } from './app.js';

mount(document.querySelector('main'));
