import type { GatePassFacts } from '#core/delivery/paper-facts.ts'
import { press } from './paper.ts'

/** A gate pass as a PDF file. Whoever asks must have been let to the pass before. */
export async function gatePassPdf(
	facts: GatePassFacts,
	publicUrl: string,
): Promise<{ fileName: string; content: Uint8Array }> {
	const { number, contract, machines, token, language, seller, buyer, ...pass } = facts
	const content = await press.print('gate_pass', {
		...{ number, language, seller, buyer, taker: pass.taker, reason: pass.reason, issuedBy: pass.issuedBy },
		...{ issuedOn: pass.issuedOn, validThrough: pass.validThrough, contractNumber: contract.number },
		machines: machines.map(({ serialNumber, model, factoryNumber, place }) => ({
			...{ serialNumber, model, factoryNumber, place },
		})),
		url: `${publicUrl}/g/${token}`,
	})
	return { fileName: `${number}.pdf`, content }
}
