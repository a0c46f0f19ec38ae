"""The layout room: from a leaflet to a page that needs nothing but its fonts.

It names nothing here: the child process that prints needs ``layout.page`` alone, and starts in half the time
without what composes pages.
"""
