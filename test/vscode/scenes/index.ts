import './open.js';
