"""支出管理: the ledger of every project of an approved plan, its payments and budget changes, imports and watching."""
