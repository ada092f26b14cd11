import '#store/keeps.ts';
