"""The critic: flaws in how questions are written, found by rule, in Chinese and in English.

It looks only at lessons that are whole; what it finds are warnings.
"""
