import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** Whether the invoice run goes by itself. The company may prefer to press the button. */
export async function findAutorun(scope: Scope): Promise<boolean> {
	permit(scope, 'invoice.run')
	const [company] = await scope.sql<{ autorun: boolean }[]>`
		select coalesce(options ->> 'autorun', 'true') <> 'false' as autorun from company`
	return company?.autorun ?? false
}
