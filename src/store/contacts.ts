import type { Tenant } from '../domain/people.ts'
import type { Store } from '../domain/store.ts'
import { auditTx } from './audit.ts'
import type { Base } from './base.ts'
import { OPERATOR } from './erase.ts'
import { changeTenant, findTenant } from './people.ts'
import { atomically } from './session.ts'

const setContacts = (
  base: Base,
  tenant: string,
  safetyContacts: Tenant['safetyContacts'],
): Promise<void> =>
  atomically(base.connection, async () => {
    const found = await findTenant(base, tenant)
    if (found === undefined) return
    await changeTenant(base, { ...found, safetyContacts })
    await auditTx(base, { tenant, actor: OPERATOR }).audit({
      action: 'contacts.set',
      object: tenant,
    })
  })

export const contactsStore = (base: Base): Pick<Store, 'setContacts'> => ({
  setContacts: (tenant, contacts) => setContacts(base, tenant, contacts),
})
