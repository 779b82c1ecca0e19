/** Does something in a store of this device; throws where the device keeps nothing, as a private window may. */
export async function inKeptStore<Value>(
	{ database: name, store }: { database: string; store: string },
	mode: IDBTransactionMode,
	deed: (store: IDBObjectStore) => { readonly result: unknown },
): Promise<Value> {
	const database = await open(name, store)
	try {
		return await new Promise<Value>((resolve, reject) => {
			const transaction = database.transaction(store, mode)
			const request = deed(transaction.objectStore(store))
			transaction.oncomplete = () => resolve(request.result as Value)
			transaction.onerror = () => reject(transaction.error)
			transaction.onabort = () => reject(transaction.error)
		})
	} finally {
		database.close()
	}
}

function open(name: string, store: string): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name, 1)
		request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'key' })
		request.onsuccess = () => resolve(request.result)
		request.onerror = () => reject(request.error)
	})
}
