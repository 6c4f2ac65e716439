import { demoAccounts, firstAdministratorToken } from '#modules/identity/index.ts'
import type { App } from '#platform/app.ts'
import { learnDemo } from './compose.ts'

/**
 * The first start on an empty database: loads the example data, or leaves it clean for a first administrator.
 * @returns what to print when the address is known.
 */
export async function install(
  app: App,
  options: { isEmpty: boolean },
): Promise<(address: string) => string[]> {
  const known = await app.database.owner.query(`select 1 from platform.setting where name = 'installed'`)
  if (known.rowCount === 0) {
    if (!options.isEmpty) await loadDemo(app)
    await app.database.owner.query(`insert into platform.setting (name, value) values ('installed', 'true')`)
  }
  if (app.isDemo()) {
    const accounts = await demoAccounts(app)
    return () => [
      'Dữ liệu ví dụ. Mỗi vai trò một tài khoản:',
      ...accounts.map((a) => `  ${a.role}: ${a.email}  ${a.password}`),
    ]
  }
  const token = await firstAdministratorToken(app)
  return (address) => (token ? [`Tạo quản trị viên đầu tiên tại ${address}/dau-tien?ma=${token}`] : [])
}

async function loadDemo(app: App): Promise<void> {
  await app.database.owner.query(
    `insert into platform.setting (name, value) values ('demo', 'true') on conflict do nothing`,
  )
  for (const module of app.modules) await module.demo?.(app)
  await learnDemo(app)
}
