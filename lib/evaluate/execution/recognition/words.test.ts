/** A name is found as consecutive whole words, however they are joined, numbered or run together. */

import { expect, test } from 'vitest';
import { namesIn, phrasesOf, withoutAddresses, wordsOf } from './words.ts';

const LONG = 'night-crawler'; // 12 letters
const SHORT = 'dock-robot'; // 9
const ONE = 'harbourmasters'; // one word, however long
const phrases = phrasesOf([LONG, SHORT, ONE, '--', LONG]);

test.each<[string, string[]]>([
  ['night-crawler', [LONG]],
  ['NightCrawler', [LONG]],
  ['night_crawler.app', [LONG]],
  ['the night crawler of the desk', [LONG]],
  ['nightcrawler', [LONG]],
  ['desknightcrawlerx', [LONG]],
  ['deskdockrobotx', []],
  ['dockrobot', [SHORT]],
  ['dock-robots', [SHORT]],
  ['dock-robotss', []],
  ['dock2robot', [SHORT]],
  ['dock-v2-robot', [SHORT]],
  ['dockV2Robot', [SHORT]],
  ['dock-v-robot', []],
  ['dock-to-robot', []],
  ['robot-dock', []],
  ['dock', []],
  ['dock-', []],
  ['harbourmasters', [ONE]],
  ['harbourmasterss', []],
  ['xharbourmasters', []],
  ['2-harbourmasters-2', [ONE]],
  ['harbour-2-masters', []],
  ['night-crawler and dock-robot', [LONG, SHORT]],
])('%s names %j', (text, names) => {
  expect(namesIn(text, phrases)).toEqual(names);
});

test('without a name to look for nothing is found', () => {
  expect(namesIn('anything', phrasesOf([]))).toEqual([]);
  expect(namesIn('anything', phrasesOf(['--']))).toEqual([]);
});

test.each([
  ['XMLHttpRequest', ['xml', 'http', 'request']],
  ['prod-robotV2', ['prod', 'robot', 'v', '2']],
  ['robotv2', ['robot', 'v', '2']],
  ['', []],
])('%s has the words %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test.each([
  ['a http://robot:8080/state b', 'a   b'],
  ['robot:8080', ' '],
  ['robot.pier.svc.cluster.local', ' '],
  ['git+https://x.example/robot.git', 'git+https://x.example/robot.git'],
  ['r.example:5000/robot:7', 'r.example:5000/robot:7'],
  ['https://x.example/robot.whl?x=1', 'https://x.example/robot.whl?x=1'],
  ['desk/robot', 'desk/robot'],
])('the addresses in %j leave %j', (text, left) => {
  expect(withoutAddresses(text)).toBe(left);
});
