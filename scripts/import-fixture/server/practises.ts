import '#testing/practice/mesh.ts';
