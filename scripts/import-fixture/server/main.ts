import '#app/shown.tsx';
