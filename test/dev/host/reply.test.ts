import { FunctionReply } from '../../../dev/host/functions/reply';

const reply = (body: string, status = 200) => new FunctionReply({ status, headers: { 'content-type': 'application/json', 'x-one': '1' }, body });

it('a reply to a function reads as a Response does, in each of its ways', async () => {
  expect(reply('{"a":1}')).toBeInstanceOf(Response);
  expect(await reply('{"a":1}').json()).toEqual({ a: 1 });
  expect(await reply('ä').text()).toBe('ä');
  expect(Buffer.from(await reply('ä').arrayBuffer()).toString('utf8')).toBe('ä');
  expect(await (await reply('ä').blob()).text()).toBe('ä');
  expect(await reply('ä').clone().text()).toBe('ä');
  expect(await new Response(reply('ä').body).text()).toBe('ä');
  expect([reply('').headers.get('X-One'), reply('', 404).ok, reply('', 299).ok, reply('', 503).status]).toEqual(['1', false, true, 503]);
});

it('is read once, and has no body where its status has none', async () => {
  const once = reply('x');
  expect([once.bodyUsed, await once.text(), once.bodyUsed]).toEqual([false, 'x', true]);
  await expect(once.text()).rejects.toThrow(TypeError);
  await expect(once.json()).rejects.toThrow(TypeError);
  expect(() => once.body).toThrow(TypeError);
  expect([reply('', 204).body, await reply('', 204).text()]).toEqual([null, '']);
});
