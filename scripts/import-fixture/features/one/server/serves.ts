import '#server/main.ts';
