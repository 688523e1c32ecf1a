import { openDatabase } from '../../../../dev/host/database';
import { Store } from '../../../../dev/host/jira/store';

test('one row is the row that was asked for, whatever the same statement was asked before', () => {
  const store = new Store(openDatabase(':memory:'));
  store.define("CREATE TABLE status (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO status VALUES (1, 'To Do'), (2, 'Done')");
  const sql = 'SELECT * FROM status WHERE id = ?';
  expect(store.one(sql, 1)).toMatchObject({ name: 'To Do' });
  expect(store.all(sql, 2)).toMatchObject([{ name: 'Done' }]);
  expect(store.one(sql, 1)).toMatchObject({ name: 'To Do' });
});
