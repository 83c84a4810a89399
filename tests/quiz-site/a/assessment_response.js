import { recordView } from './dom.js';

if (location.pathname.endsWith('/new')) recordView();
