"""Small grey pictures, faces and other things. They ship inside scikit-image, so nothing is downloaded."""

import numpy as np

SIDE = 25


def faces():
    """200 pictures of 25 x 25 pixels: 100 faces of real people, and 100 pieces of background without a face.

    Source: Labeled Faces in the Wild, G. Huang, M. Ramesh, T. Berg and E. Learned-Miller, University of Massachusetts,
    2007, photographs from news pages; the subset inside scikit-image. No licence of the photographs is stated, and the
    people in them were not asked: use the pictures to learn with, and nowhere else.

    Returns
    -------
    X : (200, 625) array of brightnesses between 0 and 1
    y : (200, 1) array, 1 where there is a face, else 0
    """
    from skimage.data import lfw_subset

    pictures = lfw_subset()
    return pictures.reshape(len(pictures), SIDE * SIDE), np.repeat([1.0, 0.0], 100)[:, None]
