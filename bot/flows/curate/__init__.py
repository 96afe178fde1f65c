"""What curators do with questions that went unanswered: `/questions`, from the question to a live answer."""
