"""An authority that does not exist: Marlshire, its staff, its children, two years of their lives.

Everything is drawn from one seed and told its day, so the same day gives the same Marlshire. It
serves people who try Homeward out, page authors, journeys and benches; see docs/demonstration.md.
"""
