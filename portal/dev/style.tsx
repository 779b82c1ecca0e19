import type { LoaderFunctionArgs } from '@remix-run/node'
import { Page } from '../ui/page.tsx'
import { notInProduction } from './not-in-production.ts'
import { Actions } from './style/actions.tsx'

export function loader({ context }: LoaderFunctionArgs) {
	notInProduction(context)
	return null
}

/** Every component in every state, on one page. */
export default function Style() {
	return (
		<Page title="Style" company="Halden Works">
			<Actions />
		</Page>
	)
}
