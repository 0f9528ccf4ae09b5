"""post: mail to the police and back, its documents, and answers by a link without an account"""
