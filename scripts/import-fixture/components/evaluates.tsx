import '#lib/evaluate/evaluate.ts';
