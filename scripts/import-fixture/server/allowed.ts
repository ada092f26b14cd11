import '#lib/evaluate/evaluate.ts';
import '#features/two/index.ts';
