/** Sentences of the letters about new prices. */
export const pricesEn = {
	subject: (contract: string, day: string) => `Contract ${contract}: new prices from ${day}`,
	heading: 'Your prices change',
	lead: (contract: string, day: string) =>
		`From ${day} contract ${contract} has new prices. Until then everything costs what it does now. You do not need to do anything.`,
	message: 'What we would like to tell you',
	becomes: (before: string, after: string, day: string) => `${after} instead of ${before}, from ${day}`,
	month: 'A month, before tax',
	instead: (after: string, before: string) => `${after} instead of ${before}`,
	choice:
		'On the page of the contract you see what each invoice will come to. You can agree there, ask us, or end the contract.',
	button: 'View contract',
	kept: {
		subject: (contract: string) => `Contract ${contract}: prices stay as they are`,
		heading: 'Your prices stay',
		lead: (contract: string) =>
			`The new prices of contract ${contract} that we had told you of do not come. It costs what it does now.`,
	},
}
