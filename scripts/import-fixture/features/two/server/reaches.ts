import '#features/one/server/serves.ts';
