import './server/serves.ts';
