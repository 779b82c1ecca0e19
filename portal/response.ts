import { createContext, useContext } from 'react'

/** What a page knows of the response that carries it. The browser hides a nonce, so there it is empty. */
export type ResponseFacts = { nonce: string; requestId: string }

const ResponseContext = createContext<ResponseFacts>({ nonce: '', requestId: '' })
export const ResponseProvider = ResponseContext.Provider

export function useResponse(): ResponseFacts {
	return useContext(ResponseContext)
}
